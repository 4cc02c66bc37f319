import { useData } from "vitepress";
import DefaultTheme from "vitepress/theme";
import { h } from "vue";
// oxlint-disable-next-line import/no-unassigned-import -- the bundler reads it
import "./style.css";

/** Names the versions that the site describes. */
const Stamp = {
  props: { onHome: Boolean },
  setup({ onHome }) {
    const { theme, frontmatter } = useData();
    return () =>
      onHome === (frontmatter.value.layout === "home")
        ? h("p", { class: "stamp" }, theme.value.stamp)
        : null;
  },
};

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      "doc-after": () => h(Stamp, { onHome: false }),
      "layout-bottom": () => h(Stamp, { onHome: true }),
    }),
};
