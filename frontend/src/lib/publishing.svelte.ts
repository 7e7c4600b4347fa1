/** The panel that publishes, for whatever screen opens it. */
class Publishing {
  shown = $state(false)

  open = () => {
    this.shown = true
  }
}

export const publishing = new Publishing()
