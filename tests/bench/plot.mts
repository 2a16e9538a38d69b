// The plot of the README: the time of a preview over the number of zones.
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** The lines, with colours that can be read on white and on black alike: 4 to 1 on either. */
const SERIES = {
  "hand-written": "#bc5c00",
  lookups: "#0f7fb5",
  functions: "#1f883d",
  "one fleet": "#8a63d2",
};
const TEXT = "#767676";

/** The time of a preview, in seconds. */
export interface Point {
  series: keyof typeof SERIES;
  zones: number;
  seconds: number;
}

/** Draws an SVG without a background. */
export async function plot(points: Point[]): Promise<string> {
  const axis = { gridColor: TEXT, gridOpacity: 0.25, domainColor: TEXT, tickColor: TEXT, tickCount: 6 };
  const spec: TopLevelSpec = {
    background: "transparent",
    width: 560,
    height: 260,
    data: { values: points },
    mark: { type: "line", point: { size: 40 }, strokeWidth: 2 },
    encoding: {
      x: { field: "zones", type: "quantitative", title: "zones" },
      y: { field: "seconds", type: "quantitative", title: "seconds of pulumi preview" },
      color: {
        field: "series",
        type: "nominal",
        title: null,
        scale: { domain: Object.keys(SERIES), range: Object.values(SERIES) },
      },
    },
    config: {
      font: "system-ui, sans-serif",
      view: { stroke: null },
      axis: { ...axis, labelColor: TEXT, titleColor: TEXT, titleFontWeight: "normal" },
      legend: { labelColor: TEXT, labelFontSize: 12 },
    },
  };
  return `${await new View(parse(compile(spec).spec), { renderer: "none" }).toSVG()}\n`;
}
