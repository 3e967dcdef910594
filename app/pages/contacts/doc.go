// Package contacts is where contact cards come and go: one's own card, the people a
// file can be sealed for, and the way in for a card someone gave, by file, paste or
// drop.
//
// What is promised:
//
//   - A card is shown before it is kept: its name, its role and the eight words of its
//     key. "Compared" is set by the person alone, and shown wherever a contact is.
//   - A card is known by its signing key (journal.Meet). One that goes by a known name
//     under another key, or names recipients that are someone else's, is a page of its
//     own: Escape and the main button keep the old key, and the new one is taken only
//     after the person said that they spoke to them and the words match.
//   - A renewed card leaves the name as the person has it.
//   - What is no card is refused in one line that says what to do; nothing is kept.
//   - After a new key was taken, earlier files to that contact can be sealed again for
//     it, those that the person ticks (sharing.SealAgain). Nothing is ticked for them.
//   - Wipe empties every field.
package contacts
