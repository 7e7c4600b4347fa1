// Package room is what the Room view may know of a meeting: the stage, the time
// left in words, a question of the catalogue, the confirmed timeline, how many
// ideas are kept, a ground rule. Nothing else has a place in a [View].
//
// A [Scene] holds a View and is the only thing the Desk sends to the Room's
// process. [Of], [Idle] and [Scene.Hidden] are the only ways to make one, so that
// what is private can reach a projector by no other way than through the rules
// of this package: every text in it is an entry's that somebody confirmed, a
// card's or an idea's that somebody put there, or a key of the catalogue.
//
// A scene travels as one line of JSON through the standard input of the Room's
// process; see [Encode] and [Decode].
package room
