// Package writing is where a person writes: the page Write, with its choice of
// moments, and the dark page for right after a session.
//
// What is promised, each held by a test:
//
//   - Words are saved two seconds after the last change and whenever the page
//     is left. "Saved 12:04" is shown only after SaveEntry has answered.
//   - A save that fails is said in one line, the words stay where they are, and
//     it is tried again after the next change or ten seconds later.
//   - Saving never writes into a field: undo goes back past it.
//   - Saves follow one another; each is based on the revision of the one before.
//   - Leaving with words that could not be saved asks first.
//   - A new entry without a word is never saved. An entry of which every word
//     was taken away goes to the trash at leaving, with its last saved words,
//     and can be brought back.
//   - Only a section that was changed is taken from its field; the others are
//     kept to the letter.
package writing
