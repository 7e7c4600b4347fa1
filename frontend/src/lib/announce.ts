/** Says something to whoever listens instead of looks, through the window's one polite live region. */
export function announce(text: string) {
  const region = document.getElementById('announcements')
  if (!region) return
  // The same sentence twice is read again only when the region was empty in between.
  region.textContent = ''
  requestAnimationFrame(() => (region.textContent = text))
}
