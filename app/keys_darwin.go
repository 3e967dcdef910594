package app

import "fyne.io/fyne/v2"

// shortcutKey is the key that goes with letters in shortcuts.
const shortcutKey = fyne.KeyModifierSuper
