package crypto

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/ccojocar/zxcvbn-go"
	"github.com/ccojocar/zxcvbn-go/match"
	"github.com/ccojocar/zxcvbn-go/matching"
	"golang.org/x/text/unicode/norm"
)

// Strength is what the meter beside a new passphrase shows.
type Strength struct {
	Score       int      // 0 guessed at once, 1 weak, 2 fair, 3 good, 4 strong
	Guesses     float64  // about how many guesses an attacker needs
	Warning     string   // message id of what is weak about it; "" from score 3 on
	Suggestions []string // message ids of what would help; none from score 3 on
}

// The message ids of [Strength]. Their words are a translation's business.
const (
	warnEmpty      = "strength.warning.empty"
	warnShort      = "strength.warning.short"
	warnCommon     = "strength.warning.common"
	warnDictionary = "strength.warning.dictionary"
	warnName       = "strength.warning.name"
	warnOwn        = "strength.warning.own"
	warnKeyboard   = "strength.warning.keyboard"
	warnRepeat     = "strength.warning.repeat"
	warnSequence   = "strength.warning.sequence"
	warnDate       = "strength.warning.date"

	suggestWords     = "strength.suggestion.words"
	suggestUnrelated = "strength.suggestion.unrelated"
	suggestOwn       = "strength.suggestion.own"
	suggestKeyboard  = "strength.suggestion.keyboard"
	suggestRepeat    = "strength.suggestion.repeat"
	suggestDate      = "strength.suggestion.date"
	suggestLetters   = "strength.suggestion.letters"
)

// StrengthMessages lists every message id that [EstimateStrength] returns, for
// the test that checks a translation.
var StrengthMessages = []string{
	warnEmpty, warnShort, warnCommon, warnDictionary, warnName, warnOwn,
	warnKeyboard, warnRepeat, warnSequence, warnDate,
	suggestWords, suggestUnrelated, suggestOwn, suggestKeyboard, suggestRepeat,
	suggestDate, suggestLetters,
}

const (
	// Only so many characters are weighed; more cannot make it weaker, and the
	// estimator's time grows with the square.
	strengthMaxRunes = 64
	// With more distinct digits and signs than this, undoing look-alikes
	// (p4ssw0rd) has thousands of outcomes and is left out.
	strengthMaxLookalikes = 6
	// Below the first length a passphrase is weak whatever it is made of, below
	// the second it is said to be short.
	strengthTiny, strengthShort = 8, 10
	strengthGood                = 3
)

var (
	dateLike = regexp.MustCompile(`\d{1,4}[-/._ ]\d{1,2}[-/._ ]\d{1,4}|(19|20)\d{2}|\d{6,8}`)
	notLower = regexp.MustCompile(`[A-Z0-9@$!]`)
)

// EstimateStrength guesses how well a passphrase would withstand someone who
// guesses cleverly, after zxcvbn (Wheeler, USENIX Security 2016), with words of
// the person's own (a name, say) as hints. It is an estimate: it knows English
// words, common passwords and keyboards, not a line from someone's favourite
// song. It takes a few milliseconds and says what is weak in message ids.
func EstimateStrength(passphrase string, hints ...string) Strength {
	folded := foldForStrength(passphrase)
	if folded == "" {
		return Strength{Warning: warnEmpty, Suggestions: []string{suggestWords}}
	}
	own := make([]string, 0, len(hints))
	for _, h := range hints {
		if h = strings.ToLower(foldForStrength(h)); len(h) > 2 {
			own = append(own, h)
			own = append(own, strings.Fields(h)...)
		}
	}
	var skip []func(match.Matcher) bool
	if lookalikes(folded) > strengthMaxLookalikes {
		skip = append(skip, matching.FilterL33tMatcher)
	}
	found := zxcvbn.PasswordStrength(folded, own, skip...)
	s := Strength{
		Score:   found.Score,
		Guesses: math.Exp2(min(found.Entropy, 1000) - 1),
	}
	s.Guesses = max(s.Guesses, 1)
	if len(folded) < strengthTiny {
		s.Score = min(s.Score, 1) // every such passphrase can be tried
	}
	if s.Score >= strengthGood {
		return s
	}
	s.Warning, s.Suggestions = advise(folded, found.MatchSequence)
	return s
}

// foldForStrength makes ASCII of the passphrase, one character for each, for
// the estimator counts bytes: accents go, and other scripts are spread over
// the letters, so that they count as letters and repeats stay repeats.
func foldForStrength(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if n++; n > strengthMaxRunes {
			break
		}
		if r > unicode.MaxASCII {
			r = 'a' + r%26
		}
		b.WriteRune(r)
	}
	return b.String()
}

// lookalikes counts the distinct characters that are not letters.
func lookalikes(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		if !unicode.IsLetter(r) {
			seen[r] = true
		}
	}
	return len(seen)
}

// advise names the weakness that covers most of the passphrase.
func advise(folded string, parts []match.Match) (warning string, suggestions []string) {
	add := func(ids ...string) {
		for _, id := range ids {
			if !slices.Contains(suggestions, id) {
				suggestions = append(suggestions, id)
			}
		}
	}
	add(suggestWords)
	longest := 0
	for _, part := range parts {
		w, advice := weakness(part)
		if w == "" {
			continue
		}
		add(advice)
		if len(part.Token) > longest {
			longest, warning = len(part.Token), w
		}
	}
	switch {
	case dateLike.MatchString(folded):
		add(suggestDate)
		if longest < len(dateLike.FindString(folded)) {
			warning = warnDate
		}
	case warning == "" || len(folded) < strengthShort && longest < len(folded):
		warning = warnShort
	}
	if notLower.MatchString(folded) {
		add(suggestLetters)
	}
	return warning, suggestions
}

// weakness translates the estimator's name of a pattern.
func weakness(part match.Match) (warning, suggestion string) {
	switch part.Pattern {
	case "dictionary":
		switch strings.TrimSuffix(part.DictionaryName, "_3117") {
		case "user_inputs":
			return warnOwn, suggestOwn
		case "Passwords":
			return warnCommon, suggestUnrelated
		case "MaleNames", "FemaleNames", "Surname":
			return warnName, suggestOwn
		}
		return warnDictionary, suggestUnrelated
	case "spatial":
		return warnKeyboard, suggestKeyboard
	case "repeat":
		return warnRepeat, suggestRepeat
	case "sequence":
		return warnSequence, suggestRepeat
	}
	return "", ""
}
