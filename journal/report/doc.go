// Package report draws a bundle.Content for people without this program: one
// HTML page, one PDF, and a Markdown file for each entry.
//
// # Contract
//
//   - What is drawn is the Content and the fixed words of "report.*", nothing
//     else: no name of a machine, no hour but those in the Content.
//   - The same Content gives the same bytes.
//   - The HTML page is self-contained: no script, no form, no address that a
//     browser would fetch, and a policy that forbids all of it.
//   - Every text passes markdown.Clean; entries are drawn from markdown.Parse.
//   - A PDF cannot hold letters its fonts lack (emoji among them): they are
//     drawn as "□". The HTML and Markdown keep them.
//   - Page one of the PDF is the overview (a table of more than about fifteen
//     sessions goes on after it); every entry begins on a page of its own.
//   - Time grows with the length of the texts: a paragraph of 1 MB takes about a second.
package report
