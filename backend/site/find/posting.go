package find

import (
	"errors"
	"fmt"
)

// posting is a page that has a term, and how much the term says of it, from 1 to
// most+titled.
type posting struct {
	page   int32
	weight uint8
}

// Postings are written as signs: for each page a number, which is how many pages further
// on it is than the one before, times 16, and the weight. The number's digits are to the
// base of 32, the lowest first. The last digit is a sign from "]" on, those before it are
// signs from "#" on: none of them means anything within quotation marks. A browser
// reads a text much faster than as many numbers, and most of them take one or two signs.
const (
	moreDigits = '#'
	lastDigit  = ']'
	digitBits  = 5
	digitMask  = 1<<digitBits - 1
	weightBits = 4
	weightMask = 1<<weightBits - 1
	// maxDigits is how many digits a number has at most.
	maxDigits = 6
)

func appendPostings(out []byte, all []posting) []byte {
	at := int32(0)
	for _, p := range all {
		n := int(p.page-at)<<weightBits | int(p.weight)
		for ; n > digitMask; n >>= digitBits {
			out = append(out, byte(moreDigits+n&digitMask))
		}
		out = append(out, byte(lastDigit+n))
		at = p.page
	}
	return out
}

var errNoPostings = errors.New("these are no postings")

// postingsOf reads the postings of a segment of so many pages.
func postingsOf(signs string, pages int) ([]posting, error) {
	out := make([]posting, 0, len(signs)/2)
	page, n, digits := 0, 0, 0
	for i := range len(signs) {
		sign := int(signs[i])
		isLast := sign >= lastDigit
		value := sign - moreDigits
		if isLast {
			value = sign - lastDigit
		}
		if value < 0 || value > digitMask || digits == maxDigits {
			return nil, errNoPostings
		}
		n |= value << (digits * digitBits)
		digits++
		if !isLast {
			continue
		}
		page += n >> weightBits
		weight := n & weightMask
		if page >= pages || weight < 1 {
			return nil, fmt.Errorf("page %d, weight %d", page, weight)
		}
		out = append(out, posting{int32(page), uint8(weight)})
		n, digits = 0, 0
	}
	if digits > 0 || len(out) == 0 {
		return nil, errNoPostings
	}
	return out, nil
}
