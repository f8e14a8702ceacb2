package sweep

// A share is the part that a node has in a value between nodes.
type share struct {
	node   int
	weight float64
}

// between returns, for each index below n, the shares of the nodes that stand
// at the given rising indexes, the ends among them: cubic Hermite
// interpolation whose slopes are those of the parabola through three
// neighbours, so that values at evenly growing distances stay smooth.
func between(at []int, n int) [][]share {
	out := make([][]share, n)
	if len(at) == 1 {
		for i := range out {
			out[i] = []share{{0, 1}}
		}
		return out
	}
	for k := 0; k+1 < len(at); k++ {
		width := float64(at[k+1] - at[k])
		left, right := slope(at, k), slope(at, k+1)
		for i := at[k]; i <= at[k+1]; i++ {
			u := float64(i-at[k]) / width
			v := 1 - u
			weights := map[int]float64{}
			weights[k] += v * v * (1 + 2*u)
			weights[k+1] += u * u * (1 + 2*v)
			for _, s := range left {
				weights[s.node] += v * v * u * width * s.weight
			}
			for _, s := range right {
				weights[s.node] -= u * u * v * width * s.weight
			}
			out[i] = nil
			for node := range at {
				if weight := weights[node]; weight != 0 {
					out[i] = append(out[i], share{node, weight})
				}
			}
		}
	}
	return out
}

// slope returns the shares of the nodes in the slope at node k.
func slope(at []int, k int) []share {
	secant := func(a int, weight float64) []share {
		width := float64(at[a+1] - at[a])
		return []share{{a, -weight / width}, {a + 1, weight / width}}
	}
	last := len(at) - 1
	switch k {
	case 0:
		return secant(0, 1)
	case last:
		return secant(last-1, 1)
	}
	before, after := float64(at[k]-at[k-1]), float64(at[k+1]-at[k])
	return append(secant(k-1, after/(before+after)), secant(k, before/(before+after))...)
}
