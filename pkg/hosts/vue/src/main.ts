import { createApp } from "vue";
import { ready } from "tidu";
import "tidu/element";
import "../../portal.css";
import Portal from "./Portal.vue";

// The rules are loaded once, before the first page that computes with them.
await ready();
createApp(Portal).mount("#app");
