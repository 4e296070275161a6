import "./words";
import { createApp, h } from "vue";
import DeskApp from "@/desk/DeskApp.vue";
import "@/kit/kit.css";
import "@/desk/desk.css";
import { router } from "./routes";
import { tasks } from "./tasks";

createApp({ render: () => h(DeskApp, { home: "/console", title: "console.title", tasks }) })
  .use(router)
  .mount("#app");
