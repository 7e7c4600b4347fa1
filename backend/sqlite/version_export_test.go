package sqlite

// PublishQueries are what a library is asked each time it is published.
var PublishQueries = []string{signedVersions, debriefPeople, linkedDebriefs}
