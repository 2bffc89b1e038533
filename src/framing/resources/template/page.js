addEventListener("keydown",e=>{if(e.key==="Escape")document.body.classList.add("esc")});
["pointerover","focusin"].forEach(t=>addEventListener(t,e=>{if(e.target.closest&&e.target.closest(".art a"))document.body.classList.remove("esc")}));
