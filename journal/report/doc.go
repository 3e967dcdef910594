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
//   - Page one of the PDF is the overview, and one page whatever is in it: lists are
//     cut to fit, which is said, and what was cut stands whole on the pages after
//     it, the questions on page 2. Every entry begins on a page of its own, with
//     room for notes beside it.
//   - What is for the session only says so on every page it is on.
//   - Charts are those of journal/chart, in the PDF and as SVG alike.
//   - Time grows with the length of the texts: a paragraph of 1 MB takes about a second.
package report
