// The menu button on small screens and the skip link: GOV.UK Frontend's own scripts.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { createAll, ServiceNavigation, SkipLink } = await import(
  document.querySelector("script[data-components]").dataset.components
);
createAll(ServiceNavigation);
createAll(SkipLink);
