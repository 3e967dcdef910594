// Package chart says where every line, dot and letter of a chart stands, so that
// the window, the PDF and the HTML page draw one and the same picture. It draws
// nothing itself and knows neither a toolkit nor a journal.
//
// A Figure is what is to be shown: a Panel, one measure over time with the
// sessions marked in it, or an After, the days after each session beside each
// other. Draw gives a Drawing, a flat list of shapes in the order in which they
// are painted: Rects, Lines, Dots, Texts. What a shape is for is its Role; the
// colour belongs to whoever paints.
//
// # Contract
//
//   - A panel has one series. Different measures, and different versions of one
//     measure, are different panels; that is for the caller to keep.
//   - Time is civil: a Day is what a person's clock and calendar showed, so no
//     time zone and no clock change ever moves a point.
//   - Nothing is made up. Points further apart than Gap days, a point that breaks
//     off what was before it, and a value that is not a number leave a gap that no
//     line crosses. Nothing is drawn for what lies outside From to To.
//   - Where there are more points than the width can show, the line goes through
//     the lowest and highest of every column; each point keeps its Hit.
//   - Numbers at points, dates and session numbers never cover one another.
//     Crowded numbers are left out, crowded sessions share a label ("3–6"), and a
//     wider frame never takes a number away.
//   - Every shape is inside the frame. Height follows from width and text size;
//     the room between the lowest and the highest value is what was asked for.
//   - Readable without colour: points are open, filled, square or triangular, the
//     start is a line of long dashes, sessions are dotted, the hours after a
//     session have a bar above them, and a legend says which is which.
//   - The same figure in the same frame gives the same drawing.
//
// Words of its own are the messages "chart.*". All others come with the figure.
package chart
