"""PDF bytes to pages. The only place that opens a PDF; everything drawn on a page is read here, once."""
