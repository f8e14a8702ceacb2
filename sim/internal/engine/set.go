package engine

// A set holds numbers below some limit: as a list that is searched where there are
// few, as marks where there are many.
type set struct {
	few   []int32
	marks []uint32 // per number, the stamp of the set that it was last in
	stamp uint32
	many  bool
}

// few is the longest list that is searched faster than marks are fetched from
// memory.
const fewInSet = 16

// clear empties the set, and makes it ready to take so many numbers, which are
// less than limit.
func (s *set) clear(limit, numbers int) {
	s.few = s.few[:0]
	if s.many = numbers > fewInSet; !s.many {
		return
	}
	if s.stamp++; len(s.marks) < limit || s.stamp == 0 {
		s.marks, s.stamp = make([]uint32, limit), 1
	}
}

// take adds a number. It reports whether the set did not have it.
func (s *set) take(n int) bool {
	if s.many {
		if s.marks[n] == s.stamp {
			return false
		}
		s.marks[n] = s.stamp
		return true
	}
	for _, m := range s.few {
		if m == int32(n) {
			return false
		}
	}
	s.few = append(s.few, int32(n))
	return true
}
