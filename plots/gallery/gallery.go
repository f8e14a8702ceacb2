// Package gallery holds the charts of every shipped scenario, as the README
// shows them. They are drawn by the command itself; a test of cmd/nines fails
// when they no longer are what it draws.
package gallery

//go:generate go run nines/cmd/nines run five-nines --quiet --charts five-nines
//go:generate go run nines/cmd/nines run one-failure-a-year --quiet --charts one-failure-a-year
//go:generate go run nines/cmd/nines run cre-risk-catalogue --quiet --charts cre-risk-catalogue
//go:generate go run nines/cmd/nines run github --quiet --charts github
//go:generate go run nines/cmd/nines run burn-rate-alerts --quiet --charts burn-rate-alerts
//go:generate go run nines/cmd/nines run automation-investments --quiet --charts automation-investments
//go:generate go run nines/cmd/nines run manual-or-automatic --quiet --charts manual-or-automatic
//go:generate go run nines/cmd/nines run sla-enterprise --quiet --charts sla-enterprise
//go:generate go run nines/cmd/nines run carrier --quiet --charts carrier
//go:generate go run nines/cmd/nines compare automation-investments --quiet --years 20000 --charts investments
