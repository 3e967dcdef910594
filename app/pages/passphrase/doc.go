// Package passphrase asks for a new passphrase, the same way wherever one is
// chosen: twice, with a meter that says how well it would stand, and six words
// for whoever wants them.
//
// What is promised:
//
//   - What is empty or differs is said at its field, and nothing is handed on.
//   - A weak one is asked about once, and used all the same if the person wants.
//   - What is handed on is normalised, and the caller's to be wiped.
//   - Clear and Wipe leave nothing in a field, nor the suggested words.
package passphrase
