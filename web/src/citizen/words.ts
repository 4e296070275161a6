import { teach } from "@/words/words";
import en from "../../messages/en/citizen.json";
import zh from "../../messages/zh/citizen.json";

teach({ zh, en });
