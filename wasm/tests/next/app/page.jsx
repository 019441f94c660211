"use client";

import { initialize, noReply } from "gws-auth";
import { useEffect, useState } from "react";

export default function Page() {
  const [shown, show] = useState("");
  useEffect(() => {
    initialize().then(() => show(noReply({ kind: "refresh", sent: true }).nextStep), (error) => show(String(error)));
  }, []);
  return <p id="result">{shown}</p>;
}
