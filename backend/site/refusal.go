package site

import (
	"errors"

	"secondstory/backend/debrief"
)

// Refusal is what is remembered of a debrief that carries a name it must not: nothing of
// what it says.
type Refusal struct {
	// Mark is the debrief's when it was refused; Places are where the names are.
	Mark   string `json:"mark"`
	Places string `json:"places"`
}

// mostRefused is how many refusals are remembered; others are found anew.
const mostRefused = 200

// Refusals are what to remember until the next time, by key. What another time may end
// otherwise, as a disk that cannot be read, is not among them.
func (r *Result) Refusals() map[string]Refusal {
	out := map[string]Refusal{}
	for i := range r.Refused {
		if one := &r.Refused[i]; one.places != "" && len(out) < mostRefused {
			out[one.key] = Refusal{Mark: one.mark, Places: one.places}
		}
	}
	return out
}

// refused is why a debrief may not be published that was refused as it is.
func (o *Options) refused(d *Debrief) error {
	if was, is := o.Refusals[d.Key]; is && was.Mark == d.Mark {
		return debrief.Errorf(debrief.CodeNameFound, "places", was.Places)
	}
	return nil
}

func refusedNow(d *Debrief, err error) Refused {
	out := Refused{ID: d.ID, Err: err, key: d.Key, mark: d.Mark}
	var told *debrief.Error
	if debrief.CodeOf(err) == debrief.CodeNameFound && errors.As(err, &told) {
		out.places = told.Args["places"]
	}
	return out
}
