package sharing

import (
	"context"
	"fmt"

	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/report"
)

// PaperFor is the paper of a country (ISO 3166, "" for not chosen): Letter in
// North America and the few places that follow it, A4 elsewhere.
func PaperFor(country string) report.Paper {
	switch country {
	case "US", "CA", "MX", "PH", "CL", "CO", "VE", "PR":
		return report.Letter
	}
	return report.A4
}

// Copies makes the readers' copies of a content: summary.html, summary.pdf and
// a Markdown file for each entry. A sealed file carries these; of a file that
// was opened, save these, made anew, and not the ones its maker put in.
func Copies(ctx context.Context, c bundle.Content, words *assets.Words, paper report.Paper) ([]bundle.File, error) {
	return copiesOf(ctx, c, words, paper, func() {})
}

func copiesOf(ctx context.Context, c bundle.Content, words *assets.Words, paper report.Paper, step func()) ([]bundle.File, error) {
	files := []bundle.File{{Path: bundle.NameHTML, Data: report.HTML(c, words)}}
	step()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pdf, err := report.PDF(c, words, paper)
	if err != nil {
		return nil, fmt.Errorf("the PDF could not be made: %w", err)
	}
	files = append(files, bundle.File{Path: bundle.NamePDF, Data: pdf})
	step()
	for i, e := range c.Entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		files = append(files, bundle.File{Path: bundle.NameMarkdown(i), Data: report.Markdown(e, words)})
		step()
	}
	return files, nil
}
