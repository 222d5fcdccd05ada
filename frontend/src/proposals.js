// A proposed value changed by hand turns blue; back to the proposal, it is plain again. data-proposed holds the proposal.
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-proposed]")) return;
  const changed = target.value !== target.dataset.proposed;
  target.classList.toggle("proposal-changed", changed);
  if (changed) target.classList.remove("proposal-unsure");
  else if (target.dataset.unsure !== undefined) target.classList.add("proposal-unsure");
});
