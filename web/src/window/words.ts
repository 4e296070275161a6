import { teach } from "@/words/words";
import enDesk from "../../messages/en/desk.json";
import en from "../../messages/en/window.json";
import zhDesk from "../../messages/zh/desk.json";
import zh from "../../messages/zh/window.json";

teach({ zh: { ...zhDesk, ...zh }, en: { ...enDesk, ...en } });
