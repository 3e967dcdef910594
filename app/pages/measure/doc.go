// Package measure is where questionnaires are answered: one question at a time,
// its score after, a score that someone else counted, a measure from a file.
//
// What is promised:
//
//   - Everything works by keyboard: numbers answer, the arrows move, Escape stops.
//   - One can stop anywhere and leave out anything. What was answered is kept;
//     without every scored answer there is no score, and that is fine.
//   - Answers never change once the form is done: a correction is a new form.
//   - An answer above zero to a question that opens Support does so when the form
//     is done, before any score, and when the form is left in any other way; only
//     locking asks nothing. Nothing of that is written down.
//   - The score is said in one plain sentence. Published ranges, terms of studies
//     and whose measure it is stand in the panel below, closed at first.
//   - Answers that could not be saved when the journal is locked wait sealed.
package measure
