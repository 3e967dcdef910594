// Package overview is page one of what a person hands over: who, when, what they
// want to talk about, how the numbers have moved, the sessions, and what is in
// the file. It is a plain value made of a bundle.Content; the window, the HTML
// page and the PDF draw it and reckon nothing themselves, so that they cannot
// differ.
//
// # Contract
//
//   - The same Content gives the same Overview. No clock is asked.
//   - Only what is in the Content is in it, and nothing says what is not.
//   - A chart and a row of the table of changes hold one instrument in one version
//     (or one score from elsewhere on one scale). Two are never joined.
//   - What a score is compared with is the response its person marked as such, else
//     the first in the file.
//   - Terms of studies stand in the notes with their source, never as a verdict.
//   - Every text is one line without control characters, ready to be drawn.
package overview
