package support

import (
	"slices"
	"strings"
	"unicode"

	"afterglow/assets"
	"afterglow/journal"
)

// Outside is what the person put right of a country's numbers, as far as it may
// stand outside the journal, where it can be seen before unlocking: where they
// said so, of the one country, and nothing but what reads as a number. One they
// took off stands there as the list has it.
func Outside(s journal.Settings, country string) map[string]string {
	if !s.LinesOutside {
		return nil
	}
	return Sound(s.LinesChanged, country)
}

// Sound keeps what is about a country's list and reads as a number; anyone can
// have written the rest.
func Sound(changed map[string]string, country string) map[string]string {
	var out map[string]string
	c := assets.CountryFor(country)
	for _, listed := range append([]string{c.Emergency}, numbersOf(c)...) {
		if now, ok := changed[key(c.Code, listed)]; ok && plain(now) {
			if out == nil {
				out = map[string]string{}
			}
			out[key(c.Code, listed)] = now
		}
	}
	return out
}

func numbersOf(c assets.Country) []string {
	var out []string
	for _, l := range c.Lines {
		out = append(out, l.Number)
	}
	return out
}

// longest is more than any number is long.
const longest = 60

// plain says whether a text is a number or several, as "999 or 112", and not
// somebody's words.
func plain(text string) bool {
	words := strings.Fields(text)
	return len(text) <= longest && strings.ContainsFunc(text, unicode.IsDigit) &&
		!slices.ContainsFunc(words, func(word string) bool {
			return word != "or" && strings.Trim(word, "0123456789+-()/.,*#") != ""
		})
}
