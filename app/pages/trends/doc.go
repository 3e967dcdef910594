// Package trends is the page "How things have moved": every measure in a panel
// of its own, the days after each session laid beside each other, and the
// check-ins day by day. It shows numbers a person gave and says nothing of what
// they mean.
//
// What is promised, each held by a test:
//
//   - One measure in one version has one panel with its own axis. Nothing else is
//     ever drawn into it; scores from elsewhere have panels of their own.
//   - The person reads "Your score is 6. It was 18 when you started." Published
//     ranges, terms of studies, source and credit are in the details, which are
//     closed until they are asked for.
//   - Every chart can be read as a table, and point by point with the keyboard.
//   - Where nothing was written down nothing is drawn, and nobody is urged to.
package trends
