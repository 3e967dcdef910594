// Package assets is everything Afterglow says and shows that is not code:
// words, prompts, templates, crisis lines, colours, fonts, the icon and a
// fictional journal. All of it is embedded in the program; nothing is read
// from disk or from anywhere else while it runs.
//
// It is a leaf: it imports no other package of this module and no window
// toolkit, so the window, the command line and the reports can all use it.
//
// What is promised:
//
//   - Words never fails and never panics on what it is asked. An unknown id,
//     or a message whose values are missing, comes back as "⟨id⟩", so that the
//     gap is seen on the screen; a test finds every literal id in this module's
//     code that has no message.
//   - Every function returns its own copy. Changing it changes nothing here.
//     The byte slices of fonts and icon are shared: do not write to them.
//   - Everything is safe for use by several goroutines at once.
//   - Prompts, templates and crisis lines stand to the letter as they were
//     reviewed; tests hold their texts with fixed hashes.
//   - No crisis number is vouched for: each carries where it comes from, and
//     the date it was last looked at, and is to be shown with both.
package assets
