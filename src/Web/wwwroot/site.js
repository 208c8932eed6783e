'use strict';
(function () {
  var root = document.documentElement, key = 'copro-theme', dark = window.matchMedia('(prefers-color-scheme: dark)');

  function kept() { try { return localStorage.getItem(key); } catch (refused) { return null; } }
  function keep(theme) { try { localStorage.setItem(key, theme); } catch (refused) { /* private windows keep nothing */ } }
  function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches; }
  if (kept()) root.dataset.theme = kept();

  // Light or dark by a button, where scripts run; the system's own choice otherwise.
  var header = document.querySelector('body > header'), zh = root.lang.indexOf('zh') === 0;
  if (header) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'theme';
    header.appendChild(button);
    var name = function () { button.textContent = isDark() ? (zh ? '浅色' : 'Light') : (zh ? '深色' : 'Dark'); };
    button.addEventListener('click', function () { root.dataset.theme = isDark() ? 'light' : 'dark'; keep(root.dataset.theme); name(); recolour(); });
    dark.addEventListener('change', function () { name(); recolour(); });
    name();
  }

  // A chosen filter applies at once; the button stays for keyboards, which walk through the values.
  document.querySelectorAll('form.filters').forEach(function (form) {
    var pointer = false;
    form.addEventListener('pointerdown', function () { pointer = true; });
    form.addEventListener('keydown', function () { pointer = false; });
    form.addEventListener('change', function () { if (pointer) form.requestSubmit(); });
    form.addEventListener('submit', function () { form.querySelectorAll('select').forEach(function (one) { if (one.value === '') one.disabled = true; }); });
  });

  function ink() { return getComputedStyle(document.body).color; }
  function draw(figure) {
    var plot = figure.querySelector('.plot'), spec = JSON.parse(figure.querySelector('script').textContent);
    spec.layout.font.color = ink();
    figure.classList.add('live');
    var narrow = spec.layout.meta && spec.layout.meta.narrow;
    if (narrow && plot.clientWidth < spec.layout.width) spec = { data: narrow.data, layout: Object.assign({}, spec.layout, narrow.layout) };
    if (spec.layout.width > plot.clientWidth) plot.tabIndex = 0;
    window.Plotly.newPlot(plot, spec.data, spec.layout, { responsive: true, displaylogo: false, displayModeBar: false }).catch(function () { figure.classList.remove('live'); });
  }
  function recolour() {
    document.querySelectorAll('figure.chart.live .plot').forEach(function (plot) { if (plot._fullLayout) window.Plotly.relayout(plot, { 'font.color': ink() }); });
  }

  // The chart script is large: it is fetched when a figure comes into view, and until then the drawing made on the server stands.
  var loading = null;
  function plotly(address) {
    loading = loading || new Promise(function (done, failed) {
      // Plotly adds its rules to a style element of this name, which the page's policy forbids to make: the page's own sheet takes them.
      document.querySelector('link[rel=stylesheet]').id = 'plotly.js-style-global';
      var script = document.createElement('script');
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    });
    return loading;
  }
  if ('IntersectionObserver' in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
        seen.unobserve(entry.target);
        plotly(entry.target.dataset.plotly).then(function () { if (window.Plotly) entry.target.querySelectorAll('figure.chart').forEach(draw); }, function () { loading = null; });
      });
    });
    document.querySelectorAll('[data-plotly]').forEach(function (holder) { seen.observe(holder); });
  }
})();
