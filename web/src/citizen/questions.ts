import { ref, watch } from "vue";
import type { Ref } from "vue";
import { ask } from "@/api/client";
import type { Question } from "@/api/answers";
import { language } from "@/words/words";

/** The interview's questions in the page's language. Again after a failure: load(). */
export function useQuestions(): { questions: Ref<Question[]>; failure: Ref<unknown>; load: () => Promise<void> } {
  const questions = ref<Question[]>([]);
  const failure = ref<unknown>(null);
  async function load(): Promise<void> {
    try {
      const answer = await ask("get", "/advice/questions");
      questions.value = answer.questions as Question[];
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }
  watch(language, load, { immediate: true });
  return { questions, failure, load };
}
