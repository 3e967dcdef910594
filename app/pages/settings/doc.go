// Package settings is the Settings page: how the window looks, the name and
// country one goes by, the recovery code typed back, contact cards, where the
// journal lies, and what the program is made of.
//
// What is promised:
//
//   - A change of look is seen at once.
//   - What belongs to the journal is saved in it when chosen, the name at the
//     latest when the page is left.
//   - A card is only kept after its name and eight words were shown; a card
//     with a known name and another key says so first. "Compared in person" is
//     set by the person alone.
//   - Wipe empties every field.
package settings
