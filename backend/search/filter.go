package search

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// filters are the names of the filters, in the order help tells them.
var filters = []string{"kind", "state", "tag", "factor", "owner", "after", "before", "is"}

// Filters lists the names of the filters, in the order help tells them.
func Filters() []string { return slices.Clone(filters) }

func isFilter(name string) bool { return slices.Contains(filters, name) }

// narrow adds a filter and says whether it was understood.
func (q *Question) narrow(p part, me string) bool {
	value := strings.TrimSpace(p.value)
	if value == "" {
		return false
	}
	switch p.name {
	case "kind":
		return chosen(&q.Kinds, value, kinds)
	case "state":
		return chosen(&q.States, value, debrief.States) || chosen(&q.Progress, value, debrief.CountermeasureStates) || q.isOpen(value)
	case "tag":
		q.Tags = append(q.Tags, value)
	case "factor":
		q.Factors = append(q.Factors, value)
	case "owner":
		return q.owner(value, me)
	case "after":
		return day(&q.After, value)
	case "before":
		return day(&q.Before, value)
	case "is":
		return q.isOpen(value) || chosen(&q.Kinds, value, kinds) || chosen(&q.States, value, debrief.States)
	}
	return true
}

var kinds = []debrief.Kind{debrief.KindIncident, debrief.KindNearMiss, debrief.KindGameDay, debrief.KindTabletop}

func (q *Question) isOpen(value string) bool {
	open := strings.EqualFold(value, "open")
	q.Open = q.Open || open
	return open
}

func (q *Question) owner(value, me string) bool {
	if strings.EqualFold(value, "me") {
		value = strings.TrimSpace(me)
	}
	if value == "" {
		return false
	}
	q.Owners = append(q.Owners, value)
	return true
}

// chosen adds one of the values there are, however its parts are joined:
// near-miss, Near_Miss, "near miss".
func chosen[T ~string](to *[]T, value string, of []T) bool {
	value = bare(value)
	for _, one := range of {
		if bare(string(one)) == value {
			*to = append(*to, one)
			return true
		}
	}
	return false
}

func bare(s string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
}

// day reads a year, a month or a day as the day it begins with. The last one said
// counts.
func day(to *string, value string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006", "2006-1-2", "2006-1"} {
		if at, err := time.Parse(layout, value); err == nil {
			*to = at.Format(time.DateOnly)
			return true
		}
	}
	return false
}
