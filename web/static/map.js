// Takes over the server-drawn map: zoom, find, highlight and filter. The SVG stays underneath, unseen, so that
// its links keep their places for keyboards and screen readers. One file for pages (module) and embeds (classic).
(() => {
  "use strict";
  const frame = document.querySelector("[data-map]");
  const block = document.getElementById("map-data");
  if (!frame || !block || !globalThis.vis) return;

  const data = JSON.parse(block.textContent);
  const sheet = frame.querySelector("[data-sheet]");
  const status = frame.querySelector("[data-status]");
  const links = new Map([...sheet.querySelectorAll("a[data-id]")].map((link) => [link.dataset.id, link]));
  const family = new Map(data.nodes.map((node) => [node.id, node.family]));
  const INK = "#17272c";
  const FONT = '"Helvetica Neue", Arial, sans-serif';
  const CLEAR = "rgba(0,0,0,0)";
  const hidden = new Set(); // families filtered out
  let zoomed = false;
  let lit = null; // ids that stand out (with the one they stand round as `from`), or null where all do

  const outline = {
    circle: (ctx, node) => ctx.arc(node.x, node.y, node.size, 0, 2 * Math.PI),
    round: (ctx, { x, y, width: w, height: h }) => ctx.roundRect(x - w / 2, y - h / 2, w, h, Math.min(h / 2, 17)),
    box: (ctx, { x, y, width: w, height: h }) => ctx.roundRect(x - w / 2, y - h / 2, w, h, 2),
    hexagon: (ctx, node) => polygon(ctx, node, [[0, 0.5], [10, 0], [-10, 0], [-0, 0.5], [-10, 1], [10, 1]]),
    notched: (ctx, node) => polygon(ctx, node, [[0, 0], [-0, 0], [-10, 0.5], [-0, 1], [0, 1], [10, 0.5]]),
    pointed: (ctx, node) => polygon(ctx, node, [[0, 0], [-12, 0], [-0, 0.5], [-12, 1], [0, 1]]),
    slanted: (ctx, node) => polygon(ctx, node, [[10, 0], [-0, 0], [-10, 1], [0, 1]]),
  };

  // Corners as [pixels from the left edge, or from the right where negative (-0 is the edge itself), share of the height].
  function polygon(ctx, { x, y, width, height }, corners) {
    for (const [across, down] of corners) {
      const fromRight = across < 0 || Object.is(across, -0);
      ctx.lineTo(x + (fromRight ? width / 2 : -width / 2) + across, y - height / 2 + down * height);
    }
    ctx.closePath();
  }

  function paint(ctx, node, selected, hovered) {
    ctx.save();
    ctx.globalAlpha = lit && !lit.has(node.id) ? 0.22 : 1;
    ctx.beginPath();
    outline[node.form](ctx, node);
    ctx.fillStyle = node.color.background;
    ctx.strokeStyle = selected ? INK : node.color.border;
    ctx.lineWidth = selected ? 5 : node.focused ? 4 : hovered ? 3 : 1.5;
    ctx.setLineDash(node.count > 1 ? [3, 3] : []);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = INK;
    ctx.font = `${node.focused || selected ? "bold " : ""}14px ${FONT}`;
    ctx.textAlign = { left: "right", right: "left", inside: "center" }[node.side];
    ctx.textBaseline = "alphabetic";
    const x = node.x + { left: -node.size - 7, right: node.size + 7, inside: 0 }[node.side];
    node.lines.forEach((line, row) => ctx.fillText(line, x, node.y + 5 + 17 * row - 8.5 * (node.lines.length - 1)));
    ctx.restore();
  }

  const nodes = new vis.DataSet(
    data.nodes.map((node) => ({
      id: node.id,
      x: node.x,
      y: node.y,
      title: node.title, // a string is shown as text, never as HTML
      shape: "custom",
      ctxRenderer: ({ ctx, state: { selected, hover } }) => ({
        drawNode: () => paint(ctx, node, selected, hover),
        nodeDimensions: { width: node.width, height: node.height },
      }),
    })),
  );
  // The lines are painted from the same paths as in the SVG; vis-network's own are there to be pointed at.
  const edges = new vis.DataSet(
    data.edges.map((edge, number) => ({
      id: number,
      from: edge.from,
      to: edge.to,
      title: edge.title,
      smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
    })),
  );
  const lines = data.edges.map((edge) => ({ ...edge, shape: new Path2D(edge.path) }));

  function paintLines(ctx) {
    for (const { from, to, shape, width, dashes } of lines) {
      if (hidden.has(family.get(from)) || hidden.has(family.get(to))) continue;
      const strong = lit?.from && (from === lit.from || to === lit.from);
      ctx.globalAlpha = strong ? 0.95 : lit ? 0.12 : 0.42;
      ctx.strokeStyle = strong ? "#0a6a76" : "#5d7d86";
      ctx.lineWidth = width + (strong ? 0.8 : 0);
      ctx.setLineDash(dashes ? [5, 5] : []);
      ctx.stroke(shape);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  const fine = matchMedia("(pointer: fine)").matches; // a finger scrolls the page, a mouse may drag the map
  const canvas = document.createElement("div");
  canvas.className = "sve-canvas";
  canvas.setAttribute("aria-hidden", "true");
  sheet.append(canvas);
  const network = new vis.Network(
    canvas,
    { nodes, edges },
    {
      physics: false,
      layout: { improvedLayout: false },
      edges: { arrows: { to: false }, color: { color: CLEAR, hover: CLEAR, highlight: CLEAR }, chosen: false },
      interaction: { dragNodes: false, dragView: fine, zoomView: false, hover: true, tooltipDelay: 250 },
    },
  );

  canvas.querySelectorAll("[tabindex]").forEach((part) => (part.tabIndex = -1)); // the links are the way in
  const whole = () =>
    network.moveTo({ position: { x: data.width / 2, y: data.height / 2 }, scale: sheet.clientWidth / data.width, animation: false });
  const zoom = (factor) => {
    zoomed = factor > 0;
    if (zoomed) network.moveTo({ scale: network.getScale() * factor, animation: false });
    else whole();
  };
  const say = (text) => (status.textContent = text);
  const light = (ids) => {
    lit = ids;
    network.redraw();
  };
  const around = (id) => light(Object.assign(new Set([id, ...network.getConnectedNodes(id)]), { from: id }));

  network.on("beforeDrawing", (ctx) => {
    paintLines(ctx);
    ctx.fillStyle = "#4c5d62";
    ctx.font = `bold 13px ${FONT}`;
    for (const { text, x, y, side } of data.headings) {
      ctx.textAlign = { left: "right", right: "left", inside: "center" }[side];
      ctx.fillText(text, x + { left: 9, right: -9, inside: 0 }[side], y);
    }
  });
  network.on("hoverNode", ({ node }) => around(node));
  network.on("blurNode", () => light(null));
  network.on("click", ({ nodes: [id] }) => links.get(id)?.click());
  network.on("resize", whole);
  whole();
  sheet.classList.add("sve-sheet--taken");
  frame.classList.add("sve-map--live");

  for (const [id, link] of links) {
    link.addEventListener("focus", () => {
      network.selectNodes([id]);
      around(id);
      if (zoomed) network.focus(id, { scale: network.getScale(), animation: false });
    });
    link.addEventListener("blur", () => {
      network.unselectAll();
      light(null);
    });
  }

  // The wheel scrolls the page; with Ctrl (or Cmd) it zooms the map.
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
    },
    { passive: false },
  );
  const tools = frame.querySelector("[data-tools]");
  for (const button of tools.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  }

  const find = tools.querySelector("input");
  const found = () => {
    const sought = find.value.trim().toLowerCase();
    return sought ? data.nodes.filter((node) => node.label.toLowerCase().includes(sought)) : null;
  };
  find.addEventListener("input", () => {
    const matches = found();
    if (zoomed) zoom(0);
    light(matches && new Set(matches.map((node) => node.id)));
    say(matches ? `${matches.length} found` : "");
  });
  find.addEventListener("keydown", (event) => {
    const [first] = (event.key === "Enter" && found()) || [];
    if (first) links.get(first.id).focus();
  });

  // The legend is a filter.
  for (const box of frame.querySelectorAll("input[data-family]")) {
    box.addEventListener("change", () => {
      hidden[box.checked ? "delete" : "add"](box.dataset.family);
      nodes.update(data.nodes.map(({ id }) => ({ id, hidden: hidden.has(family.get(id)) })));
      for (const [id, link] of links) link.toggleAttribute("hidden", hidden.has(family.get(id)));
      say(`${[...family.values()].filter((name) => !hidden.has(name)).length} shown`);
    });
  }
})();
