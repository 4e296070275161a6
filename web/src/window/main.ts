import "./words";
import { createApp, h } from "vue";
import DeskApp from "@/desk/DeskApp.vue";
import "@/kit/kit.css";
import "@/desk/desk.css";
import { now } from "./clock";
import { router, tasks } from "./routes";

// The clock runs from here on; who cannot be reached is told by the frame.
void now().catch(() => undefined);
createApp({ render: () => h(DeskApp, { home: "/window", title: "window.title", tasks }) })
  .use(router)
  .mount("#app");
