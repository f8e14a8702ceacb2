package model

import "nines/model/dist"

// A Responder is a person or a rota that is paged.
type Responder struct {
	Name, Title string
	Ack         dist.Distribution // from the page to somebody at the keyboard; a constant 0 unless told
}
