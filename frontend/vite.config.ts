import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: {
    alias: { $lib: here('./src/lib'), $copy: here('../backend/copy') },
  },
  server: { fs: { allow: [here('.'), here('../backend/copy')] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // WebKitGTK 2.50 is Safari 26's engine; older distributions ship 2.46.
    target: 'safari18',
    // The Desk and the Room view: two pages of one binary.
    rolldownOptions: { input: { index: here('./index.html'), room: here('./room.html') } },
    // One window, one file from disk: splitting only costs round trips.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/lib/testing/setup.ts'],
    // A machine that others use is slow at times: only what hangs is red.
    testTimeout: 60_000,
  },
})
