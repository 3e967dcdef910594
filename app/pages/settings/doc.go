// Package settings is the Settings page: how the window looks, who one is, when
// the journal locks itself; and, each on a page of its own, the word for a session
// and what is offered, the passphrase and the recovery code, backups, checking and
// repairing. The parts are the argument of the page's route.
//
// What is promised:
//
//   - A change of look is seen at once.
//   - What belongs to the journal is saved in it when chosen, the name at the
//     latest when the page is left. Two changes at a time do not undo each other.
//   - The passphrase is changed only after the present one was given. Who says
//     that someone may know the old one gets every key made anew and a new
//     recovery code, and is told what keeps opening with the old one. A new code
//     is shown whatever failed after it was made.
//   - No passphrase stays in a field of a page that was left.
//   - A folder that is missing, cannot be written to or lies in the journal's own
//     gets no backup, and the sentence says why.
//   - Checking reads the backups too, and changes nothing. What cannot be read is named, with the day it was
//     saved, before a repair is decided on; a repair that leaves something out
//     asks once more, and damaged files are kept aside.
//   - Wipe empties every field.
package settings
