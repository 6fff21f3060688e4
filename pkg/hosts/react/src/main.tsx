import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { ready } from "tidu";
import "tidu/element";
import type { Handed } from "tidu/element";
import type {} from "tidu/element/react";
import { atFirstSight, DAY, KNOWN, lines } from "../../portal";
import "../../portal.css";

function Portal() {
  const [state, setState] = useState("正在载入自评");
  const [handed, setHanded] = useState<Handed | null>(null);
  return (
    <>
      <header>企业服务 · React</header>
      <main>
        <section aria-label="本网站">
          <h2>赣东精密有限公司（虚构）</h2>
          <p>{atFirstSight()}</p>
          <p role="status">{state}</p>
          {handed && (
            <table>
              <caption>已收到自评结果（{handed.case.as_of}）</caption>
              <tbody>
                {lines(handed.report).map(({ standard, name, verdict }) => (
                  <tr key={standard}><td>{name}</td><td>{verdict}</td></tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <tidu-assessment
          as-of={DAY}
          facts={KNOWN}
          ontidu-ready={({ detail }) => setState(`自评已就绪，版本 ${detail.version}`)}
          ontidu-change={() => setState("正在填写")}
          ontidu-complete={({ detail }) => setHanded(detail)}
          ontidu-error={({ detail }) => setState(detail.message)}
        >
          <p>自评暂不可用，请到窗口咨询。</p>
        </tidu-assessment>
      </main>
    </>
  );
}

// The rules are loaded once, before the first page that computes with them.
await ready();
createRoot(document.getElementById("app")!).render(<StrictMode><Portal /></StrictMode>);
