package report

import (
	"strings"
	"time"

	"afterglow/assets"
)

// wordsParts is what the sheet says beside the words of a sealed file: nothing of
// whose it is, nor where, so that it tells a finder as little as it can.
func wordsParts(w *assets.Words) []sheetPart {
	return []sheetPart{
		{Heading: w.T("share.sheet.for"), Lines: []string{w.T("share.sheet.for_text")}},
		{Heading: w.T("share.sheet.tell"), Steps: true, Lines: []string{
			w.T("share.sheet.step_voice"), w.T("share.sheet.step_apart"), w.T("share.sheet.step_open")}},
		{Heading: w.T("share.sheet.lost"), Lines: []string{w.T("share.sheet.lost_text")}},
	}
}

// wordRows is how the words of a sealed file are written: three in a row.
func wordRows(words string) [][]string {
	const inRow = 3
	var rows [][]string
	for list := strings.Fields(words); len(list) > 0; {
		n := min(inRow, len(list))
		rows, list = append(rows, list[:n]), list[n:]
	}
	return rows
}

// wordsSize is the size of the words on paper, in points: three stand side by side.
const wordsSize = 19.0

func wordsSheet(words string, made time.Time, w *assets.Words) codeSheet {
	return codeSheet{w.T("share.sheet.title"), made, wordRows(words), wordsSize, wordsParts(w)}
}

// WordsText is the passphrase of a sealed file as a plain text, with how to tell it.
func WordsText(words string, made time.Time, w *assets.Words) []byte {
	return wordsSheet(words, made, w).text(w)
}

// WordsSheet is that as one page to print, in black alone.
func WordsSheet(words string, made time.Time, w *assets.Words) ([]byte, error) {
	return wordsSheet(words, made, w).pdf(w)
}
