package model

import "nines/model/dist"

// A Recovery is one action that can end an outage: a rollback, a restart, a
// failover, a fix. The actions of a risk form its ladder, tried in order.
type Recovery struct {
	Name, Title string
	Time        dist.Distribution // taken whether or not it works
	Success     float64           // the probability that it ends the outage

	// Responder who carries it out; nil for an action that runs by itself.
	Responder *Responder

	// BeforeDiagnosis says that the action does not wait for the diagnosis.
	BeforeDiagnosis bool
}
