"use strict";

// Fetches /status every few seconds and displays it. Inserts all text as text, never as markup.
const EVERY = 3000;
const LONGEST = 10000;
const OUTCOMES = [
  ["accepted", "Accepted"], ["prepared", "Prepared"], ["rejected", "Rejected"],
  ["in-doubt", "In doubt"], ["failed", "Failed"],
];
const CALM = { sending: "", idle: "", preparing: "", standby: "waits", starting: "waits", joining: "waits", "taking-over": "waits" };
const ZONE = "Europe/Stockholm";

const at = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en");
const days = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
const minutes = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, timeStyle: "short" });
const seconds = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, timeStyle: "medium" });

// Omits the day if it is the day of `now`.
function moment(text, now) {
  const date = new Date(text);
  return days.format(date) === days.format(new Date(now)) ? minutes.format(date) : `${days.format(date)} ${minutes.format(date)}`;
}

function plural(number, one, many) { return `${count.format(number)} ${number === 1 ? one : many}`; }

function span(total) {
  if (total < 90) return plural(Math.round(total), "second", "seconds");
  if (total < 5400) return plural(Math.round(total / 60), "minute", "minutes");
  if (total < 172800) return plural(Math.round(total / 3600), "hour", "hours");
  return plural(Math.round(total / 86400), "day", "days");
}

// Sets only text that differs, so that a screen reader announces changes only.
function setText(id, text) { if (at(id).textContent !== text) at(id).textContent = text; }

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function row(head, ...cells) {
  const made = element("tr");
  const first = element("th", head);
  first.scope = "row";
  made.append(first, ...cells);
  return made;
}

// The headline is the worst problem, or the activity if there is none.
function showState(activity, problems, now) {
  const worst = problems.find((problem) => problem.severity === "failure") ?? problems.find((problem) => problem.severity === "warning");
  const title = (worst ?? activity).title;
  const start = (worst ?? activity).since;
  setText("state-title", title + (start ? ` since ${moment(start, now)}` : ""));
  setText("state-sentence", worst ? `${worst.why} ${worst.action}` : activity.sentence);
  at("state").className = `state ${worst ? "trouble" : CALM[activity.code] ?? "trouble"}`;
  const others = problems.filter((problem) => problem !== worst && problem.code !== "unsafe-setting");
  const reasons = others.map((problem) => element("li", `${problem.title}: ${problem.why} ${problem.action}`));
  if (worst?.severity === "warning") reasons.push(element("li", `${activity.title}: ${activity.sentence}`));
  if (worst?.place) reasons.unshift(element("li", `Where: ${worst.place}`));
  if (worst?.nextAttemptAt) reasons.unshift(element("li", `Next attempt: ${seconds.format(new Date(worst.nextAttemptAt))}`));
  at("reasons").replaceChildren(...reasons);
  at("reasons").hidden = reasons.length === 0;
  document.title = `${title} · elt-adapter`;
}

function showCeiling(ceiling) {
  const use = Math.round(ceiling.use * 100);
  setText("ceiling-use", `${use} %`);
  at("ceiling-bar").setAttribute("width", Math.min(100, use));
  const rate = `${ceiling.callsPerSecond} ${ceiling.callsPerSecond === 1 ? "call" : "calls"} per second`;
  setText("ceiling-detail", `${plural(ceiling.callsLastMinute, "call", "calls")} in the last minute; at most ${rate}.`);
}

const ELSEWHERE = "Only the sending instance knows this.";

function showBacklog(backlog, sends, now) {
  setText("backlog", sends ? count.format(backlog.records) : "–");
  at("backlog").classList.toggle("trouble", backlog.deadlineAtRisk);
  const next = `Next deadline: the end of ${backlog.deadline}.`;
  if (!sends) setText("backlog-detail", ELSEWHERE);
  else if (backlog.records === 0) setText("backlog-detail", next);
  else if (backlog.blockedBy) setText("backlog-detail",
    `Nothing is sent now. Afterwards ${span(backlog.secondsToEmpty)} at the ceiling. ${next}`);
  else setText("backlog-detail", `Sent in ${span(backlog.secondsToEmpty)} at the ceiling (${moment(backlog.emptyAt, now)}), `
      + (backlog.deadlineAtRisk ? "some reports too late. " : "all reports in time. ") + next);
}

function showDoubt(doubt, sends) {
  setText("doubt", sends ? count.format(doubt.count) : "–");
  at("doubt").classList.toggle("trouble", doubt.count > 0);
  if (!sends) setText("doubt-detail", ELSEWHERE);
  else setText("doubt-detail", doubt.count === 0 ? "Nothing to resolve." : "Each needs a decision; see below.");
  const ids = doubt.reportIds.map((id) => element("li", id));
  if (doubt.count > ids.length) ids.push(element("li", `and ${count.format(doubt.count - ids.length)} more`));
  at("doubts").replaceChildren(...ids);
  at("doubt-section").hidden = doubt.count === 0;
}

function showWarnings(warnings) {
  at("warnings").replaceChildren(...warnings.map((warning) => element("li", `▲ ${warning}`)));
  at("warnings").hidden = warnings.length === 0;
}

function showCertificates(certificates, renewalProblems) {
  at("certificates").replaceChildren(...certificates.map((certificate) => {
    const left = certificate.daysLeft;
    const item = element("li", undefined, left <= 60 ? "trouble" : "");
    item.title = `until ${certificate.expiresOn}`;
    item.append(
      element("span", certificate.name[0].toUpperCase() + certificate.name.slice(1)),
      element("span", left < 0 ? `expired ${certificate.expiresOn}` : `${left <= 60 ? "▲ " : ""}${plural(left, "day", "days")}`, "days"),
    );
    return item;
  }));
  at("certificates").append(...Object.entries(renewalProblems).map(([files, problem]) =>
    element("li", `▲ Changed files (${files}) are not in use: ${problem}`, "attention")));
  if (certificates.length === 0) at("certificates").append(element("li", "None in use.", "detail"));
}

function sum(spans, outcome) { return spans.reduce((total, each) => total + (each.counts[outcome] ?? 0), 0); }

function showOutcomes(minutesOfHour) {
  at("legend").replaceChildren(...OUTCOMES.map(([key, name]) => {
    const sample = drawn("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" });
    sample.append(drawn("rect", { x: 1, y: 1, width: 8, height: 8, class: `bar-${key}` }));
    const item = element("li");
    item.append(sample, `${name} ${count.format(sum(minutesOfHour, key))}`);
    return item;
  }));

  const totals = minutesOfHour.map((minute) => Object.values(minute.counts).reduce((left, right) => left + right, 0));
  const top = Math.max(1, ...totals);
  const bars = [];
  minutesOfHour.forEach((minute, index) => {
    let y = 120;
    for (const [key] of OUTCOMES) {
      const number = minute.counts[key] ?? 0;
      if (number === 0) continue;
      const height = (number / top) * 116;
      y -= height;
      bars.push(drawn("rect", { x: index * 10 + 1, y, width: 8, height, class: `bar-${key}` }));
    }
  });
  at("plot").replaceChildren(...bars);
  setText("plot-from", minutes.format(new Date(minutesOfHour[0].start)));
  setText("plot-top", totals.some((total) => total > 0) ? `highest bar: ${count.format(top)} in a minute` : "nothing yet");
  setText("plot-to", minutes.format(new Date(minutesOfHour[minutesOfHour.length - 1].start)));
  showNumbers(minutesOfHour);
}

function showNumbers(minutesOfHour) {
  const head = element("tr");
  for (const [index, name] of ["Ten minutes from", ...OUTCOMES.map(([, name]) => name)].entries()) {
    const cell = element("th", name, index > 0 ? "number" : "");
    cell.scope = "col";
    head.append(cell);
  }
  at("numbers-head").replaceChildren(head);
  const rows = [];
  for (let first = 0; first < minutesOfHour.length; first += 10) {
    const part = minutesOfHour.slice(first, first + 10);
    rows.push(row(
      minutes.format(new Date(part[0].start)),
      ...OUTCOMES.map(([key]) => element("td", count.format(sum(part, key)), "number")),
    ));
  }
  at("numbers").replaceChildren(...rows);
}

function showProblems(problems, now) {
  at("no-problems").hidden = problems.length > 0;
  at("problems-table").hidden = problems.length === 0;
  at("problems").replaceChildren(...problems.map((problem) => {
    const made = row(
      problem.code,
      element("td", count.format(problem.count), "number"),
      element("td", moment(problem.lastAt, now), "when"),
    );
    made.firstChild.append(element("span", problem.cause.replaceAll("`", ""), "cause"));
    return made;
  }));
}

function showSending(status) {
  const owned = status.partitions.map((partition) => partition.partition).join(", ");
  const roles = `Roles: ${status.roles.join(", ")}.`;
  setText("sending", owned === ""
    ? `${roles} This instance does not send.`
    : `${roles} This instance sends outbox partition ${owned}.`);
  at("calls-table").hidden = status.calls.length === 0;
  at("calls").replaceChildren(...status.calls.map((call) => row(
    call.reportId,
    element("td", seconds.format(new Date(call.startedAt)), "when"),
    element("td", call.seconds.toFixed(1), "number"),
  )));
}

function activityOf(member) {
  const owned = member.partitions.join(", ");
  if (member.role === "intake") return owned === "" ? "intake without a partition" : `processes requests (${owned})`;
  return owned === "" ? "standby" : `sends (${owned})`;
}

// One row for each instance; the brokers report one member for each role.
function showFleet(fleet, own) {
  const instances = new Map();
  for (const member of fleet.members) {
    const name = [member.instance, member.host].filter(Boolean).join(", ");
    if (!instances.has(name)) instances.set(name, []);
    instances.get(name).push(member);
  }
  at("fleet-table").hidden = instances.size === 0;
  at("fleet").replaceChildren(...[...instances].map(([name, members]) => row(
    own && members[0].instance === own ? `${name} (this one)` : name,
    element("td", members.map(activityOf).join(", ")),
  )));
  const known = fleet.asOf ? `As reported by the brokers at ${seconds.format(new Date(fleet.asOf))}.` : "The brokers have not reported the instances yet.";
  setText("fleet-detail", fleet.problem ? `${known} The last request failed: ${fleet.problem}` : known);
}

function show(status) {
  const now = status.time;
  const sends = status.partitions.length > 0;
  showState(status.activity, status.assessment.problems, now);
  showWarnings(status.warnings);
  showCeiling(status.ceiling);
  showBacklog(status.backlog, sends, now);
  showDoubt(status.inDoubt, sends);
  showCertificates(status.certificates, status.renewalProblems);
  showOutcomes(status.outcomes);
  showProblems(status.problems, now);
  showSending(status);
  showFleet(status.fleet, status.instance);
  setText("environment", status.environment);
  setText("instance", status.instance ?? "");
  setText("time", `${days.format(new Date(now))} ${seconds.format(new Date(now))}, Swedish time`);
  at("time").dateTime = now;
  setText("version", `Version ${status.version}, started ${moment(status.startedAt, now)}`);
}

function showNoAnswer() {
  at("state").className = "state trouble";
  setText("state-title", "No answer");
  setText("state-sentence", "The adapter does not answer this page. The data below is from the time shown above.");
  at("reasons").hidden = true;
  document.title = "No answer · elt-adapter";
}

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch("/status", { signal: AbortSignal.timeout(LONGEST), cache: "no-store" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      show(await answer.json());
    } catch {
      showNoAnswer();
    }
  }
}

let next;
let busy = false;
async function round() {
  if (busy) return;
  busy = true;
  clearTimeout(next);
  await refresh();
  busy = false;
  next = setTimeout(round, EVERY);
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
round();
