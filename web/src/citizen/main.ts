import "./words";
import { createApp } from "vue";
import "@/kit/kit.css";
import App from "./App.vue";
import { router } from "./routes";

createApp(App).use(router).mount("#app");
