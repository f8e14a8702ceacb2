package main

func renderPDF(p *page, output string) ([]file, error) { return nil, nil }
