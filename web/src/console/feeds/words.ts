import { teach } from "@/words/words";
import en from "../../../messages/en/console_feeds.json";
import zh from "../../../messages/zh/console_feeds.json";

teach({ zh, en });
