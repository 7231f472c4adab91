"use strict";
// Shows /status, asked again every two seconds while anybody looks. Text is only ever set as text.
const kinds = ["accepted", "prepared", "rejected", "in-doubt", "failed"];
const at = (id) => document.getElementById(id);
const put = (id, text) => { if (at(id).textContent !== String(text)) at(id).textContent = text; };

function make(tag, text, name) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

const list = (id, items) => at(id).replaceChildren(...items);
const number = (value) => value.toLocaleString("en");
const clock = (text) => text.slice(0, 10) + " " + text.slice(11, 16);

function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
  return `${Math.round(seconds / 86400)} days`;
}

/** One sentence for the whole: the worst that is true. */
function headline(status) {
  if (!status.liveness.alive) return ["bad", "Stuck", "It makes no progress and should be restarted."];
  if (!status.readiness.ready) {
    const away = status.readiness.reasons.some((reason) => reason.code === "elt-unreachable");
    return ["bad", away ? "ELT is away" : "Not working yet", away ? "Reports wait and are tried again without end." : ""];
  }
  if (status.backlog.deadlineAtRisk) return ["warn", "The deadline is at risk", "The queue is longer than the time that is left."];
  if (!status.roles.includes("submit")) return ["good", "Preparing", "This instance prepares reports; others send them."];
  if (status.partitions.length === 0) return ["good", "Standing by", "Another instance sends. This one takes over when it goes."];
  if (status.calls.length > 0 || status.backlog.records > 0) return ["good", "Sending", "This instance sends."];
  return ["good", "Idle", "This instance sends, and nothing waits."];
}

function showPlot(outcomes) {
  const total = (minute) => kinds.reduce((sum, kind) => sum + (minute.counts[kind] || 0), 0);
  const peak = Math.max(1, ...outcomes.map(total));
  const width = 600 / outcomes.length;
  const bars = [];
  outcomes.forEach((minute, index) => {
    let top = 120;
    for (const kind of kinds) {
      const height = 116 * (minute.counts[kind] || 0) / peak;
      if (height === 0) continue;
      top -= height;
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const place = { x: index * width + 1, y: top, width: width - 2, height };
      for (const [name, value] of Object.entries(place)) bar.setAttribute(name, value.toFixed(2));
      bar.setAttribute("class", kind);
      bars.push(bar);
    }
  });
  list("plot", bars);
  put("peak", `at most ${number(peak)} a minute`);
  list("totals", kinds.map((kind) => {
    const sum = outcomes.reduce((sum, minute) => sum + (minute.counts[kind] || 0), 0);
    const item = make("li", "", kind);
    item.append(make("span", `${number(sum)} ${kind.replace("-", " ")}`));
    return item;
  }));
  list("minutes", outcomes.filter((minute) => total(minute) > 0).reverse().map((minute) => {
    const row = make("tr", "");
    row.append(make("td", clock(minute.start), "number"));
    for (const kind of kinds) row.append(make("td", number(minute.counts[kind] || 0), "number"));
    return row;
  }));
}

function certificate(entry) {
  const word = entry.daysLeft < 0 ? "has expired" : `${number(entry.daysLeft)} days left`;
  const level = entry.daysLeft <= 7 ? "bad" : entry.daysLeft <= 60 ? "warn" : "";
  const item = make("li", `${entry.name}: `);
  item.append(make("span", word, level), ` (${entry.expiresOn})`);
  return item;
}

function show(status) {
  const [level, title, detail] = headline(status);
  at("headline").dataset.level = level;
  put("headline", title);
  document.title = `${title} – elt-adapter`;
  put("detail", detail);
  list("reasons", [...status.readiness.reasons.map((reason) => reason.message), ...status.liveness.stuck].map((text) => make("li", text)));
  put("environment", status.environment);
  put("instance", status.instance || "");
  put("time", clock(status.time) + status.time.slice(16, 19) + " UTC");
  put("version", status.version);
  put("uptime", duration(status.uptimeSeconds));
  put("ceiling-use", `${Math.round(status.ceiling.use * 100)} %`);
  put("ceiling-rate", status.ceiling.callsPerSecond);
  at("ceiling-meter").value = Math.min(1, status.ceiling.use);
  put("ceiling-calls", number(status.ceiling.callsLastMinute));
  put("backlog", number(status.backlog.records));
  put("backlog-empty", status.backlog.records === 0 ? "Nothing waits." : `Empty in ${duration(status.backlog.secondsToEmpty)}, at ${clock(status.backlog.emptyAt)} UTC.`);
  put("deadline-word", status.backlog.deadlineAtRisk ? "Too late for the deadline" : "In time for the deadline");
  at("deadline-word").className = status.backlog.deadlineAtRisk ? "bad" : "good";
  put("deadline", status.backlog.deadline);
  put("doubt", number(status.inDoubt.count));
  list("doubt-ids", status.inDoubt.reportIds.map((id) => make("li", id)));
  list("certificates", [
    ...status.certificates.map(certificate),
    ...Object.entries(status.renewalProblems).map(([files, problem]) => make("li", `New files (${files}) are not in use: ${problem}`, "bad")),
  ]);
  list("calls", status.calls.map((call) => make("li", `${call.reportId} for ${duration(call.seconds)}`)));
  list("problems", status.problems.map((problem) => {
    const row = make("tr", "");
    row.append(make("td", problem.code, "code"), make("td", problem.cause), make("td", number(problem.count), "number"), make("td", clock(problem.lastAt), "number"));
    return row;
  }));
  showPlot(status.outcomes);
}

async function ask() {
  if (!document.hidden) {
    try {
      const answer = await fetch("/status", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      show(await answer.json());
    } catch (error) {
      at("headline").dataset.level = "bad";
      put("headline", "No answer");
      put("detail", `The adapter cannot be reached, or does not answer in time. What stands below is old. (${error.message})`);
      document.title = "No answer – elt-adapter";
    }
  }
  setTimeout(ask, 2000);
}
ask();
