// Package bundle writes one debrief to a single file and reads it back without
// loss: to move it to another laptop, to send it, or to keep it.
//
// A bundle, NAME.secondstory, is a zip file with these members and no others:
//
//	manifest.json     what is in the bundle; always first
//	debrief.json      debrief.Whole as it is stored, in JSON
//	attachments/ID    the bytes of each attachment, named by its id
//
// The manifest:
//
//	{
//	  "format": 2,
//	  "app": "1.2.3",                  the version that wrote it
//	  "debriefId": "…",
//	  "members": [                     every other member, in order
//	    {"name": "debrief.json", "size": 4096, "sha256": "…64 hex digits…"}
//	  ]
//	}
//
// debrief.json says of every attachment what it is called, what it belongs to,
// and the size and SHA-256 of its bytes; each has a member and each member one.
//
// Members are stored or deflated and carry no times, so that the same debrief
// always makes the same bytes. Every change to what a member may hold, a new
// field in a noun too, gets a new format number: a reader refuses what it does
// not know, for what it passed over would be lost when the debrief is written
// again. Format 2 is format 1 without whose turn it is, which was the meeting's.
//
// A bundle leaves the laptop. So it holds the debrief as it is now and nothing
// else: no history, for words that were deleted must not travel with those that
// were kept; no drafts; and neither private notes nor who had the word in the
// meeting, for which debrief.Whole has no place.
//
// A bundle may come from anybody. Read bounds bytes, members, ratio, nesting
// and the number of records before it builds anything, writes nothing to disk,
// and answers with a debrief.Error that says what was expected and where.
package bundle
