import { teach } from "@/words/words";
import en from "../../../messages/en/console_books.json";
import zh from "../../../messages/zh/console_books.json";
import "../clearing/words";

teach({ zh, en });
