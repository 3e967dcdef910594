// Package filing turns a bundle.Content, of one sealed file or of all that a
// client ever handed over, into what a practice files: CSV for spreadsheets,
// FHIR R4 JSON for records systems, and one Markdown document. FORMAT.md says
// the same for those who read the files.
//
// # Contract
//
//   - What is filed is the Content and fixed words, nothing else. Scores are
//     those of the Content, never reckoned anew.
//   - The same Content and time give the same bytes; the ids in a FHIR file are
//     made from those of the records, so a later file names the same things by
//     the same ids.
//   - A FHIR file holds only the codes of domain.md §6.6, and LOINC codes only of
//     the measures that come with the program: a measure from a file may claim
//     any code, so of it there is text alone. Where no code was verified, text
//     stands, or a code of our own under a name that leads nowhere.
//   - A cell of text in a CSV file never begins with what a spreadsheet takes for
//     a formula; numbers stay numbers; an unfinished form has an empty score.
//   - What its writer wants kept for the hour together says so in every form.
//   - In Markdown an entry is quoted, its Markdown to the letter: every line with "> " before
//     it, so that nothing in an entry can reach past its own end.
package filing
