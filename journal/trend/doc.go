// Package trend says how numbers a person entered have moved: plain values for
// charts and tables. It draws nothing, chooses no colour and judges nothing.
//
// # Contract
//
//   - A series holds one instrument in one version, or one external measure, or
//     one question of the check-in. Two are never joined.
//   - Only complete responses are points. Every point names the record it is from.
//   - Everything is reckoned by the clock on the wall where it was entered: no
//     time zone and no change of clock moves a point.
//   - What is far apart is not joined by a line: Runs gives what is.
//   - Words like "half or less" are terms of studies, for the details and the
//     therapist; the person is told Sentence and nothing else (domain.md §3.7).
package trend
