import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import config from './svelte.config.js'

// The directions of the house: features stand on lib and never on each other, and only backend.ts
// knows that there is a bridge called Wails.
const bridge = {
  group: ['**/wailsjs/**'],
  message: 'Only lib/backend.ts talks to the bridge.',
}

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/lib/wailsjs', 'e2e'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig: config },
    },
  },
  {
    rules: {
      'no-restricted-imports': ['error', { patterns: [bridge] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', 500],
      'no-console': 'error',
      eqeqeq: 'error',
      // What is not shown need not be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['src/lib/**'],
    ignores: ['src/lib/backend.ts', 'src/lib/backend-*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [bridge, { group: ['**/features/**'], message: 'lib knows no feature.' }] },
      ],
    },
  },
  {
    files: ['src/lib/backend.ts', 'src/lib/backend-*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/features/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            bridge,
            {
              group: ['../**', '**/features/**'],
              message: 'Features import $lib, never each other.',
            },
          ],
        },
      ],
    },
  },
)
